---@arg text string
return text:upper()
