---@return string
return redis.call('CLUSTER', 'MYID')
