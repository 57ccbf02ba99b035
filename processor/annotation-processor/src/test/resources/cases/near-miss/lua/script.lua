---@inclued "lib"
---@retrun integer
---@param x string
return 1
