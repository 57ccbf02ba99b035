-- Sorts words by their size, and fails for one of them.
---@include "lib/sizes"
---@key words
---@arg limit integer
---@return integer
local added = 0
for i = 1, limit do
  local kind = size(string.rep('x', i)); redis.call('HINCRBY', words, kind, 1)
  added = added + 1
end
while added > 4 do
  added = added - 4
end
if limit < 0 or limit == 2 then
  error('refused: ' .. limit)
end
return added
