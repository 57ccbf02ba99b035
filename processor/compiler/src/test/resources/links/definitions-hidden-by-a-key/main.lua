local prefix = "a"
---@include "lib"
local first = prefixed()
---@arg prefix string
---@key name
---@include "lib"
return { first, prefixed(), name() }
