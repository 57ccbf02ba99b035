%include "lib/text"
%include "lib/text.lua"
%key name
%arg times int
%return str
return repeated(redis.call('GET', name) or '', times)
