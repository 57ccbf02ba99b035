---@arg what string
---@return { id: integer, rows: { name: string }[] }
---@diagnostic disable: result-mismatch, missing-field
if what == 'scalar' then
  return 5
elseif what == 'field' then
  return { id = 'x', rows = {} }
elseif what == 'nested' then
  return { id = 1, rows = { { name = 'a' }, { name = 7 } } }
elseif what == 'missing' then
  return { rows = {} }
elseif what == 'error' then
  return redis.error_reply('LIMIT too many rows')
end
return { id = 1, rows = { { name = 'a' } } }
