---@arg text string
---@return integer
return #text
