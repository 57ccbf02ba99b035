---@resume position integer = 0
---@return { position: integer? }
return { position = position + 1 }
