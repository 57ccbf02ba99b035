---@key
---@key 1st
---@arg end string
---@arg name = now()
---@arg count integr
---@arg items nil
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
