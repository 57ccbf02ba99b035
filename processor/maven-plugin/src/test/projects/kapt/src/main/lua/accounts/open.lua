---@key account
---@arg owner string
---@arg note string?
---@arg balance integer = 10
---@return { owner: string, note: string?, balance: integer }

redis.call('HSET', account, 'owner', owner, 'balance', balance)
if note then
  redis.call('HSET', account, 'note', note)
end
return { owner = owner, note = note, balance = balance }
