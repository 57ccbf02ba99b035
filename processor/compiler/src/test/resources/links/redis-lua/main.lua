%key key_a
%key key_b
%include "a"
%include "b"
%include "a"
%include "b"
%arg s string
%arg i integer
%arg b boolean
%arg l list
%arg d dict
%return dict

local counted_a = tonumber(redis.call('GET', key_a))
local counted_b = tonumber(redis.call('GET', key_b));

return cjson.encode({
    a=counted_a, b=counted_b, s=s, i=i, flag=b, l=l, d=d,
})
