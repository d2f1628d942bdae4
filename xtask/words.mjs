// Copies the texts that the page loads late into the page that Trunk is building. The build script of the page writes
// them where Cargo keeps its results; of several the latest is the one of this build, since Cargo runs the script again
// whenever a file it reads has changed. Trunk calls this after each build (Trunk.toml).
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const { TRUNK_PROFILE, TRUNK_STAGING_DIR } = process.env;
const told = execFileSync('cargo', ['metadata', '--no-deps', '--offline', '--format-version', '1'], { encoding: 'utf8' });
const { build_directory, target_directory } = JSON.parse(told);
const folder = join(build_directory ?? target_directory, 'wasm32-unknown-unknown', TRUNK_PROFILE, 'build');
const found = readdirSync(folder)
  .map((name) => join(folder, name, 'out', 'words.txt'))
  .map((file) => ({ file, stat: statSync(file, { throwIfNoEntry: false }) }))
  .filter(({ stat }) => stat)
  .sort((a, b) => b.stat.mtimeMs - a.stat.mtimeMs);
if (found.length === 0) throw new Error(`there is no words.txt below ${folder}`);
copyFileSync(found[0].file, join(TRUNK_STAGING_DIR, 'words.txt'));
