---@arg n integer
---@arg text string = "default"
---@arg maybe string?
---@return string
if n > 0 then
  return CALL.main({}, { n - 1, text, maybe })
end
return text .. " " .. tostring(maybe)
