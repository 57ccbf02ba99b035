---@key user
---@arg secret string
---@return { user: string, secret: string }
return { user = user, secret = secret }
