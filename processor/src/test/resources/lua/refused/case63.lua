#!lua
return 1