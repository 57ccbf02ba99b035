---@key user
---@arg login { user: string, secret: string }
return redis.call('SET', user, login.secret)
