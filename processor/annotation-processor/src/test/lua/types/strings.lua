---@arg text string split at commas
---@return string[]
local parts = {}
for part in string.gmatch(text, '[^,]+') do
  parts[#parts + 1] = part
end
return parts
