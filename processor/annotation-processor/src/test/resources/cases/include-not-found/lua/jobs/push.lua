---@include "all"
return redis.status_reply('OK')
