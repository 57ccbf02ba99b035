---@key source
---@resume score number = 0
---@return { score: number?, members: string[] }
local last
local members = {}
for i, value in ipairs(redis.call('ZRANGEBYSCORE', source, '(' .. score, '+inf', 'WITHSCORES', 'LIMIT', 0, 100)) do
  if i % 2 == 1 then
    members[#members + 1] = value
  else
    last = tonumber(value)
  end
end
return { score = last, members = members }
