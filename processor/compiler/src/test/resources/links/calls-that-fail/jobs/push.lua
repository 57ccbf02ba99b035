---@arg x strin
return 1
