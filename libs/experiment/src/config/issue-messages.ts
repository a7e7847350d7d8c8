import { issueMessage } from '@turbo-hoi/core';
import { z } from 'zod';

/**
 * Makes zod say what was got, what was expected and which fields there are, for our schemas and for those
 * of plugins alike.
 */
export function installIssueMessages(): void {
  z.config({
    customError: (issue) => {
      const message = issueMessage(issue);
      return message && `${message}.`;
    },
  });
}
