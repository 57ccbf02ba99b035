local names = {}
---@include "steps/*"
---@include "steps/**"
return names
