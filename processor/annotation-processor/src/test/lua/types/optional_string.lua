---@arg present boolean
---@return string?
if present then
  return ''
end
return nil
