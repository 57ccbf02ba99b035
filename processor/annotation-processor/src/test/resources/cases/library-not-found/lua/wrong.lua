---@include "<folder>/absent"
return 1
