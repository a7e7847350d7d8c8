const { definePlugin } = require('@turbo-hoi/core');
const { METRICS } = require('@turbo-hoi/inference');
const { z } = require('zod');

/** Share of images whose one person shows the signal that scores highest, in 0..100. */
exports.metric = definePlugin(METRICS, {
  kind: 'signals-read',
  schema: z.strictObject({}),
  create: (_, { dataset }) => {
    const columns = dataset.actions.columns.length;
    let [read, all] = [0, 0];
    return {
      columns: [
        {
          key: 'signalsRead',
          heading: 'signals read',
          meaning: 'images whose signal scores highest',
          shown: 'main',
        },
      ],
      add: ({ people: [person] }, { prediction, stage }) => {
        all += 1;
        const actions = prediction.stages[stage].out?.actions;
        if (!actions || prediction.people.length === 0) return;
        const scores = [...actions.subarray(0, columns)];
        const best = scores.indexOf(Math.max(...scores));
        if (person.interactions.some(({ column }) => column === best)) read += 1;
      },
      result: () => ({ scores: { signalsRead: all > 0 ? (100 * read) / all : null } }),
    };
  },
});
