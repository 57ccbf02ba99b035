---@key
---@key 1st
---@arg end string
---@arg name
---@arg count integr
---@arg items string[]
---@include lib
---@include ""
---@include "lib" again
---@pragma twice
---@return { a: string, a: integer }
---@return { err: string }
local t = {
  ---@arg inside string
  1,
} ---@key trailing
return t
