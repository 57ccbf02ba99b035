---@include "lib/sizes"
---@key word
---@return string
if size(word) == 'long' then
  return 'no'
end
return 'yes'
