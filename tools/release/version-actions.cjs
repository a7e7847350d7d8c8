const { default: JsVersionActions } = require('@nx/js/src/release/version-actions');

/**
 * Versions of packages, as nx reckons them from commits; but a first release (`--first-release`) is the version in
 * the manifests, which nothing was published as yet.
 */
module.exports = class VersionActions extends JsVersionActions {
  calculateNewVersion(current, input, ...rest) {
    // Without a tag nx falls back to the version on disk for a first release, and fails later.
    const first = this.finalConfigForProject.fallbackCurrentVersionResolver === 'disk';
    const relative = !/^\d/.test(input);
    return super.calculateNewVersion(current, first && relative ? current : input, ...rest);
  }
};
