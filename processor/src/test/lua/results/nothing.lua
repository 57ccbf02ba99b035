---@return string?
return nil
