---@arg x string
return x
