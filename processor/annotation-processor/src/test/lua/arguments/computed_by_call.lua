---@key bucket
---@return string[]
return CALL.computed({ bucket }, { 7, 'ann', '9007199254740993', 1500 })
