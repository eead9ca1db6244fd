// Runs before `npm start` and `npm test`, in plain JavaScript, so that an older Node gets one sentence rather
// than a syntax error. On most machines npm has installed the right Node already (see optionalDependencies).
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  process.stderr.write(
    `Balcony needs Node 24 and this is Node ${process.versions.node}. ` +
      'Please install Node 24 from https://nodejs.org and try again.\n',
  )
  process.exit(1)
}
