i
factor=58959
name=My +49 171 1234567