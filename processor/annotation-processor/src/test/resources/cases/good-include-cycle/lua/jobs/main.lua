---@include "*"
---@include "/lib/a"
---@include "/lib/b"
return { a, b, base, jobs }
