---@include "lib/part"
return require("lib/module")
