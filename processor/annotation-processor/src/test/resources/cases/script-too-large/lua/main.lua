---@include "lib/text"
---@include "lib/text"
return { #KEYS }
