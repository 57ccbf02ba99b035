-- Computes the points of players anew: three for a win, one for a draw. It goes through the players by name.
---@key players
---@key results
---@key ranking
---@arg limit integer  how many players a slice has at most
---@resume after string = "-"  the last player of the slice before, behind a bracket
---@return { players: integer, after: string? }
local batch = redis.call('ZRANGEBYLEX', players, after, '+', 'LIMIT', 0, limit)
for _, player in ipairs(batch) do
  local counts = redis.call('HMGET', results, player .. ':wins', player .. ':draws')
  local points = 3 * (tonumber(counts[1]) or 0) + (tonumber(counts[2]) or 0)
  redis.call('ZADD', ranking, points, player)
end
return { players = #batch, after = #batch == limit and '(' .. batch[#batch] or nil }
