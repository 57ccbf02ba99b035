local token = 'token'
