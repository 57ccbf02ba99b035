-- Adds a mail to those that wait, unless the queue has one with this id.
---@key waiting a list of ids, the oldest last
---@key contents a hash of mails by id
---@arg id string
---@arg mail json
---@return boolean whether the mail is new

if redis.call('HSETNX', contents, id, cjson.encode(mail)) == 0 then
  return false
end
redis.call('LPUSH', waiting, id)
return true
