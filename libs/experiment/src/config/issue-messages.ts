import { issueMessage } from '@turbo-hoi/core';
import { z } from 'zod';

/**
 * Makes zod's messages name the value got, the value expected and the known fields, for our schemas and those of
 * plugins alike.
 */
export function installIssueMessages(): void {
  z.config({
    customError: (issue) => {
      const message = issueMessage(issue);
      return message && `${message}.`;
    },
  });
}
