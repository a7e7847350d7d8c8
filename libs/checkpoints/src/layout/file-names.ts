/** The parameters of the model, as safetensors. */
export const MODEL_FILE = 'model.safetensors';

/** The optimizer's state of each parameter, as safetensors. */
export const OPTIMIZER_FILE = 'optimizer.safetensors';

/** The rest of a checkpoint, as JSON. */
export const STATE_FILE = 'state.json';
