---@include "once"
count = count + 10
