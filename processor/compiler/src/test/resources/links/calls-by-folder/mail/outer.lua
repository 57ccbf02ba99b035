---@include "/lib/caller"
return called()
