-- Scores by member.
---@arg lua string
---@return pairs<string, number>
return assert(loadstring('return ' .. lua))()
