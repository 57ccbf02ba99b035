-- Counts its runs, and fails in one of the ways in which a server rejects a call.
---@key counter
---@arg how string
local words = {
  noscript = 'NOSCRIPT not here',
  loading = '-LOADING the truck',
  readonly = 'READONLY by contract',
  masterdown = 'MASTERDOWN for today',
  tryagain = 'TRYAGAIN later',
  clusterdown = 'CLUSTERDOWN for good',
}
redis.call('INCR', counter)
return redis.error_reply(words[how])
