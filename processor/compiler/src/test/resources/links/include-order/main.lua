local trail = {}
---@include "steps/first"
trail[#trail + 1] = "main" -- between them
---@include "/steps/second.lua"
--- @include 'steps/first'
-- @include "./steps/../steps/second"
return table.concat(trail, " ")
