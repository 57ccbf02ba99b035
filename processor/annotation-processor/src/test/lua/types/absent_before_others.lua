---@arg first string
---@arg second string?
---@arg others string...
---@return string[]
return { first, tostring(second), table.concat(others, ','), tostring(#ARGV), ARGV[2] }
