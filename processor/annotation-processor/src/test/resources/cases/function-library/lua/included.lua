#!lua name=included
---@include "part"
redis.register_function('run', function(keys, args) return #keys + #args end)
