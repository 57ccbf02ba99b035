---@key key
---@arg type string
---@arg string string
---@return string
---@include "lib/words"
return words(key .. type .. string)
