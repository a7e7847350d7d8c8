/** The parameters of the model, as safetensors. */
export const MODEL_FILE = 'model.safetensors';

/** What the optimizer remembers of each parameter, as safetensors. */
export const OPTIMIZER_FILE = 'optimizer.safetensors';

/** Everything else of a checkpoint, as JSON. */
export const STATE_FILE = 'state.json';
