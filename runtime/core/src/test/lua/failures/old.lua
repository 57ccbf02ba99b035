-- Fails in one of the ways that servers before Redis 7 report in words of their own.
---@key key
---@arg how string
---@diagnostic disable: global-write, undefined-global
if how == 'write' then
  made_here = 1
elseif how == 'read' then
  return not_there
elseif how == 'command' then
  return redis.call('LPUSH', key, 'x')
elseif how == 'unknown' then
  return redis.call('FO' .. 'O')
elseif how == 'chunk' then
  return loadstring('return redis.call("LPUSH", "' .. key .. '", "x")')()
elseif how == 'lua' then
  return loadstring('return nil .. 1')()
end
